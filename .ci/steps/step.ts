import { runCommand } from './run-command'

/** What a step found: how many tests (or checks) passed and failed, and what to print about it. */
export type Outcome = { passed: number; failed: number; note?: string; output?: string }

/** One line of the test run. `environment` is that of the test services, for what the step starts. */
export type Step = { name: string; run(environment: Record<string, string>): Promise<Outcome> }

/** A step that counts as one check: it passes when its command ends with status 0. */
export function check(name: string, command: string[]): Step {
  return {
    name,
    async run(environment) {
      const { status, output } = await runCommand(command, environment)
      return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, output }
    },
  }
}
