import type { Failure, Outcome, Step, Timed } from './step'
import { areaOf } from './test-files'

const SHOWN_LINES = 200
const SLOWEST = 10

/** What a run has found, as it comes: printed step by step, summed up at its end. */
export interface Tally {
  /** Runs a step and prints what it found; what it throws is a failure of it. `environment` is also what its second attempts are told. */
  run(step: Step, environment: Record<string, string>): Promise<Outcome>
  /**
   * Runs once more, one after another, each test that has failed, and tells it of the services as well. What passes now counts as passed, and is told
   * of by name.
   */
  tryAgain(services: Record<string, string>): Promise<void>
  /** The end of the run: what was slow, what passed only at the second attempt, and last the sums, alone in their line. */
  close(): { lines: string[]; failed: number }
}

/** Begins a run. `say` prints a line, `now` is in milliseconds. */
export function openTally(say: (line: string) => void, now = () => performance.now()): Tally {
  const began = now()
  const sums = { passed: 0, failed: 0, skipped: 0 }
  const failures: Failure[] = []
  const late: string[] = []
  const tests: Timed[] = []
  const files: Timed[] = []
  const since = (start: number) => `${((now() - start) / 1000).toFixed(1)} s`
  const show = (output: string | undefined) => {
    if (output) say(output.trimEnd().split('\n').slice(-SHOWN_LINES).join('\n'))
  }

  return {
    async run(step, environment) {
      const start = now()
      const outcome = await outcomeOf(
        () => step.run(environment),
        [{ name: step.name, again: environment => step.run(environment) }],
      )
      const { passed, failed, skipped = 0, note } = outcome
      sums.passed += passed
      sums.failed += failed
      sums.skipped += skipped
      for (const { name, again } of outcome.failures ?? [])
        failures.push({ name, again: services => again({ ...services, ...environment }) })
      tests.push(...(outcome.tests ?? []))
      files.push(...(outcome.files ?? []))
      const notes = [skipped > 0 && `${skipped} skipped`, note].filter(Boolean).join('; ')
      const sign = failed > 0 ? '✗' : passed > 0 ? '✓' : '–'
      // Worded so that the closing line stays the only one of its form.
      say(
        `${sign} ${step.name.padEnd(36)} ${passed} ok, ${failed} not ok  ${since(start)}${notes && ` (${notes})`}`,
      )
      show(outcome.output)
      return outcome
    },
    async tryAgain(services) {
      for (const { name, again } of failures.splice(0)) {
        const start = now()
        const { passed, failed, output } = await outcomeOf(() => again(services))
        const good = failed === 0 && passed > 0
        say(`${good ? '✓' : '✗'} once more, alone: ${name}  ${since(start)}`)
        if (!good) {
          show(output)
          continue
        }
        sums.failed -= 1
        sums.passed += passed
        late.push(name)
      }
    },
    close() {
      const lines = [
        ...slowest(tests),
        ...costs(files),
        `The run took ${since(began)}.`,
        ...(late.length > 0
          ? [
              '',
              `!! ONLY AT THE SECOND ATTEMPT: ${late.length}. Each has a cause: find it.`,
              ...late.map(name => `!!   ${name}`),
              '',
            ]
          : []),
        `${sums.passed} passed, ${sums.failed} failed${sums.skipped > 0 ? `, ${sums.skipped} skipped` : ''}`,
      ]
      return { lines, failed: sums.failed }
    },
  }
}

function slowest(tests: readonly Timed[]): string[] {
  const slow = [...tests].sort((a, b) => b.seconds - a.seconds).slice(0, SLOWEST)
  return slow.length === 0 ? [] : ['', 'Slowest tests', ...slow.map(lineOf)]
}

/** What each area costs, its tests of all rooms together, the dearest first. */
function costs(files: readonly Timed[]): string[] {
  if (files.length === 0) return []
  const areas = [...Map.groupBy(files, ({ name }) => areaOf(name))].map(([name, own]) => ({
    name: `${name} (${own.length})`,
    seconds: own.reduce((sum, { seconds }) => sum + seconds, 0),
  }))
  areas.sort((a, b) => b.seconds - a.seconds)
  return ['', 'What each area costs (files of tests)', ...areas.map(lineOf), '']
}

const lineOf = ({ name, seconds }: Timed) => `${seconds.toFixed(1).padStart(8)} s  ${name}`

const outcomeOf = (run: () => Promise<Outcome>, failures: Failure[] = []): Promise<Outcome> =>
  run().catch((error: unknown) => ({
    passed: 0,
    failed: 1,
    output: error instanceof Error ? error.message : String(error),
    failures,
  }))
