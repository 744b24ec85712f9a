import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where trainings keep their files while they run: below the data folder, or in the system's temporary one where none is set. */
export const trainingsFolder = (dataFolder: string | undefined): string =>
  join(dataFolder ?? tmpdir(), dataFolder ? 'trainings' : 'sextant-trainings')
