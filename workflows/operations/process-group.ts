import { isAlive } from '@sextant/db/server/process-identity'

/** Asks a process group to end, and ends it by force when it has not within `graceMs`. Resolves when its leader is gone. */
export async function stopGroup(pid: number, graceMs: number): Promise<void> {
  signalGroup(pid, 'SIGTERM')
  for (let waitedMs = 0; isAlive(pid); waitedMs += 25) {
    if (waitedMs >= graceMs) signalGroup(pid, 'SIGKILL')
    await Bun.sleep(25)
  }
  // What the leader started and did not wait for goes with it.
  signalGroup(pid, 'SIGKILL')
}

/** Sends a signal to a process and all it has started; one that is gone already is no fault. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch {
    // Nobody is left in the group.
  }
}
