// What works without reception, on every page of members who note contacts (docs/zonder-ontvangst.md).
import "./wachtrij/concept.js";
import "./wachtrij/formulier.js";
import "./wachtrij/balk.js";
import "./wachtrij/toestel.js";
import "./wachtrij/uitloggen.js";
