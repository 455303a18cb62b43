// The worker in which the proof of work is counted, so that the form stays quick.
import { solve } from "./lib/altcha.js";

addEventListener("message", ({ data }) => postMessage(solve(data)));
