// Runs everything, or the steps whose names contain one of the words given: bun run test [WORD…]
import { browserTests } from './steps/browser-tests'
import { contractTests } from './steps/contract-tests'
import { migrations } from './steps/migrations'
import { type Services, startServices } from './steps/services'
import { withStartedSextant } from './steps/started-sextant'
import { staticChecks } from './steps/static-checks'
import type { Outcome, Step } from './steps/step'
import { screenTests, unitTests } from './steps/unit-tests'

const words = process.argv.slice(2)
const total = { passed: 0, failed: 0 }
const SHOWN_LINES = 200

const isWanted = (step: Step) => words.length === 0 || words.some(word => step.name.includes(word))

async function show(step: Step, environment: Record<string, string>): Promise<void> {
  const began = performance.now()
  const outcome = await step.run(environment).catch(
    (error: unknown): Outcome => ({
      passed: 0,
      failed: 1,
      output: error instanceof Error ? error.message : String(error),
    }),
  )
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  total.passed += outcome.passed
  total.failed += outcome.failed
  const note = outcome.note ? ` (${outcome.note})` : ''
  const sign = outcome.failed > 0 ? '✗' : outcome.passed > 0 ? '✓' : '–'
  // Worded so that the closing line stays the only one of its form.
  console.log(
    `${sign} ${step.name.padEnd(24)} ${outcome.passed} ok, ${outcome.failed} not ok  ${seconds} s${note}`,
  )
  if (outcome.output) console.log(outcome.output.trimEnd().split('\n').slice(-SHOWN_LINES).join('\n'))
}

const beforeStart = [...staticChecks, migrations].filter(isWanted)
const tests = unitTests.filter(isWanted)
const running = [screenTests, browserTests, contractTests].filter(isWanted)
const start = withStartedSextant(running, show)

await Promise.all(beforeStart.map(step => show(step, {})))
if (tests.length > 0 || running.length > 0 || isWanted(start)) await withServices()
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed > 0 ? 1 : 0)

async function withServices(): Promise<void> {
  let services: Services | undefined
  await show(
    {
      name: 'test services',
      run: async () => {
        services = await startServices(console.log)
        return { passed: 1, failed: 0 }
      },
    },
    {},
  )
  if (!services) return
  const { environment, stop } = services
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => stop().finally(() => process.exit(130)))
  try {
    for (const step of tests) await show(step, environment)
    if (running.length > 0 || isWanted(start)) await show(start, environment)
  } finally {
    await stop()
  }
}
