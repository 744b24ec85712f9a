import { tool } from './run-command'
import { check, type Step } from './step'

const rooms = ['db', 'edge', 'workflows', 'ml', 'ui/src']

/** What can be said of the sources without running them. */
export const staticChecks: Step[] = [
  check('format and lint', tool('biome', 'ci', '--error-on-warnings', '.')),
  check('types', tool('tsc', '--noEmit')),
  // Only screens know what a browser has: elsewhere its globals would hide a forgotten variable.
  check('types of the screens', tool('tsc', '--noEmit', '-p', 'ui')),
  // These run in browsers, edges and the sandbox of workflows alike.
  check('types of the pure files', tool('tsc', '--noEmit', '-p', '.ci/pure')),
  check('import directions', tool('depcruise', '--config', '.ci/dependency-cruiser.cjs', ...rooms)),
  check('dead code', tool('knip', '--no-config-hints', '--config', '.ci/knip.json')),
]
