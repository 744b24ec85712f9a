import type { Bench } from '@sextant/db/testing/bench'
import { firstLoad } from './first-load'

export const rows: Bench[] = [
  {
    name: 'first-load',
    what: 'JavaScript of the first load of the leads page, gzipped, against the 120 kB it may have',
    unit: 'kB',
    bar: { atMost: 1 },
    rounds: 1,
    async setUp(say) {
      say('building the screens')
      const built = Bun.spawn([process.execPath, '--bun', 'vite', 'build'], {
        cwd: import.meta.dir,
        stdout: 'ignore',
        stderr: 'inherit',
      })
      if ((await built.exited) !== 0) throw new Error('The screens could not be built.')
      return {
        measure: async () => (await firstLoad('(app)/leads')).bytes / 1000,
        reference: async () => 120,
      }
    },
  },
]
