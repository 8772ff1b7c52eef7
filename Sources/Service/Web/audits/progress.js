// How far an audit came.

import { durationText, stageName } from "./names.js";

/** Shows it on a bar and in words; `progress` is nothing before the first stage. */
export function showProgress(holder, progress) {
  const { stage, done = 0, total = 0, seconds_left: left } = progress ?? {};
  const bar = holder.querySelector("progress");
  bar.setAttribute("aria-label", stageName(stage));
  // Without a value it shows that something is going on.
  if (total) bar.value = done / total;
  else bar.removeAttribute("value");
  const count = total ? `${done.toLocaleString()} of ${total.toLocaleString()}` : "";
  const time = typeof left === "number" ? `about ${durationText(left)} left` : "";
  holder.querySelector(".stage").textContent = [stageName(stage), count, time].filter(Boolean).join(" · ");
}
