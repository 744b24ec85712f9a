import { runCommand } from './run-command'

/** How long one test took, and in which file. `seconds` of a file hold what its tests prepare together. */
export interface Timed {
  name: string
  seconds: number
}

/** A test that failed, and how it is run once more with nothing beside it. */
export interface Failure {
  name: string
  again(environment: Record<string, string>): Promise<Outcome>
}

/** What a step found: how many tests (or checks) passed and failed, and what to print about it. */
export interface Outcome {
  passed: number
  failed: number
  skipped?: number
  /** What can be run once more; what failed and is not among them stays failed. */
  failures?: Failure[]
  tests?: Timed[]
  /** The files of the tests by their paths, for what each area costs. */
  files?: Timed[]
  note?: string
  output?: string
}

/** One line of the test run. `environment` is that of the test services, for what the step starts. */
export interface Step {
  name: string
  run(environment: Record<string, string>): Promise<Outcome>
}

/** A step that counts as one check: it passes when its command ends with status 0. */
export function check(name: string, command: string[]): Step {
  const step: Step = {
    name,
    async run(environment) {
      const { status, output } = await runCommand(command, environment)
      if (status === 0) return { passed: 1, failed: 0 }
      return { passed: 0, failed: 1, output, failures: [{ name, again: step.run }] }
    },
  }
  return step
}
