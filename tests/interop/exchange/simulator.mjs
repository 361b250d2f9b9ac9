// SPDX-License-Identifier: GPL-3.0-or-later
// Starts exchange-simulator on a free port and reads from its output where it answers.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";

const StartTimeoutMs = 20_000;

export async function startSimulator(...flags) {
  const program = join(process.env.LPM_BIN_DIR, "exchange-simulator");
  const child = spawn(program, ["--listen", "127.0.0.1:0", ...flags], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const simulator = { accounts: [], stop: () => child.kill("SIGKILL") };
  const lines = createInterface({ input: child.stdout });
  await new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error("the simulator did not start")),
      StartTimeoutMs,
    );
    child.on("exit", (code) => reject(new Error(`the simulator left with ${code}`)));
    lines.on("line", (line) => {
      const [word, value] = line.split(/\s+/);
      if (word === "REST") simulator.restUrl = value;
      if (word === "WS") simulator.wsUrl = value;
      if (word === "account") simulator.accounts.push(value);
      if (simulator.wsUrl && simulator.accounts.length >= 2) {
        clearTimeout(timer);
        resolve();
      }
    });
  });
  return simulator;
}

export async function info(simulator, request) {
  const response = await fetch(`${simulator.restUrl}/info`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(request),
  });
  if (response.status !== 200) throw new Error(`${request.type}: ${response.status}`);
  return response.json();
}
