// What can be done for a short time only goes away when that time is over: <form data-even="30">.
import { all, onEachPart } from "./lib/page.js";

onEachPart((root) => {
  for (const part of all(root, "[data-even]", HTMLElement)) {
    setTimeout(() => {
      part.hidden = true;
    }, Number(part.dataset.even) * 1000);
  }
});
