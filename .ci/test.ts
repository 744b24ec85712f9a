// Runs everything, or the steps whose names contain one of the words given: bun run test [WORD…]
import { browserTests, lonelyBrowserTests } from './steps/browser-tests'
import { contractTests, wholeContract } from './steps/contract-tests'
import { openLanes } from './steps/lanes'
import { migrations } from './steps/migrations'
import { type Services, startServices } from './steps/services'
import { type StartedSextant, startSextant } from './steps/started-sextant'
import { staticChecks } from './steps/static-checks'
import type { Outcome, Step } from './steps/step'
import { openTally } from './steps/tally'
import { screenTests, unitTests } from './steps/unit-tests'
import { BROWSERS, makeWorkspaces } from './steps/workspaces'

/** Two processors have a third piece of work at hand, since much of it waits. */
const LANES = 3

const words = process.argv.slice(2)
const isWanted = ({ name }: { name: string }) => words.length === 0 || words.some(word => name.includes(word))

const START = { name: 'up starts and stops' }
// Asked for by its name the contract is tried as a whole.
const contract = words.length === 0 ? contractTests : wholeContract
const checks = [...staticChecks, migrations].filter(isWanted)
const tests = unitTests.filter(isWanted)
const screens = screenTests.filter(isWanted)
// One after another: a browser must not meet what the contract's requests do to the edge.
const browsers = [browserTests, lonelyBrowserTests, contract].filter(isWanted)
const needSextant = screens.length + browsers.length > 0 || isWanted(START)

const tally = openTally(console.log)
const lanes = openLanes(LANES)
let services: Services | undefined
let sextant: StartedSextant | undefined
let told: Record<string, string> = {}
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => end().finally(() => process.exit(130)))

try {
  for (const step of checks) inLane(step)
  if (tests.length > 0 || needSextant) await tally.run({ name: 'test services', run: runServices }, {})
  if (services) {
    const starting = needSextant && tally.run({ name: 'up starts', run: startAndPrepare }, {})
    for (const step of tests) inLane(step)
    await starting
  }
  await lanes.idle()
  await tryAgain()
  // What waited for a Sextant that started at its second attempt only.
  await lanes.idle()
  await tryAgain()
  if (sextant) await tally.run({ name: 'up stops', run: stopSextant }, {})
} finally {
  await end()
}
const { lines, failed } = tally.close()
console.log(lines.join('\n'))
process.exit(failed > 0 ? 1 : 0)

/** Adds a step that is told of the services of its lane, and of `more`. */
function inLane(step: Step, more: Record<string, string> = {}): void {
  lanes.add(async lane => runIn(lane, step, more))
}

async function runIn(lane: number, step: Step, more: Record<string, string>): Promise<void> {
  const run = async () => step.run({ ...(await services?.environment(lane)), ...more })
  await tally.run({ name: step.name, run }, more)
}

async function runServices() {
  services = await startServices(console.log)
  return { passed: 1, failed: 0 }
}

/** Starts Sextant beside the first tests, and puts what needs it before the tests that still wait. */
async function startAndPrepare(): Promise<Outcome> {
  sextant ??= await startSextant((await services?.environment(0)) ?? {})
  told = browsers.length > 0 ? await makeWorkspaces(sextant) : { SEXTANT_URL: sextant.origin }
  for (const step of screens) inLane(step, told)
  const inTurn = async (lane: number) => {
    for (const step of browsers) await runIn(lane, step, told)
  }
  if (browsers.length > 0) lanes.add(inTurn, { takes: BROWSERS, next: true })
  return { passed: 1, failed: 0 }
}

async function tryAgain(): Promise<void> {
  await tally.tryAgain((await services?.environment(0)) ?? {})
}

async function stopSextant() {
  await sextant?.stop()
  return { passed: 1, failed: 0 }
}

async function end(): Promise<void> {
  await sextant?.end()
  await services?.stop()
}
