import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '@sextant/db/server/free-port'
import * as v from 'valibot'

const Ports = v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)))

/** A free port of 127.0.0.1 for each part: the one it had last time where that is still free. Remembered in the data folder. */
export async function choosePorts<Name extends string>(
  root: string,
  parts: Name[],
): Promise<Record<Name, number>> {
  const path = join(root, 'ports.json')
  const remembered = read(path)
  const chosen: Record<string, number> = {}
  for (const part of parts) {
    let port = await freePort(remembered[part])
    while (Object.values(chosen).includes(port)) port = await freePort()
    chosen[part] = port
  }
  writeFileSync(path, `${JSON.stringify({ ...remembered, ...chosen }, null, 2)}\n`, { mode: 0o600 })
  return chosen as Record<Name, number>
}

/** The port that a part was given at the last start; 0 when it never was. */
export function rememberedPort(root: string, part: string): number {
  return read(join(root, 'ports.json'))[part] ?? 0
}

function read(path: string): Record<string, number> {
  try {
    return v.parse(Ports, JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return {}
  }
}
