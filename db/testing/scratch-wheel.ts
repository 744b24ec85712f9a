import { createHash } from 'node:crypto'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import type { PinnedWheel, WheelClient } from '../server/pinned-wheel'

/** A zip archive of these files, as a Python index would carry one. */
function zip(files: Record<string, string>): Buffer {
  const bodies: Buffer[] = []
  const list: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(files)) {
    const whole = Buffer.from(text)
    const packed = deflateRawSync(whole)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(8, 4)
    facts.writeUInt32LE(crc32(whole), 10)
    facts.writeUInt32LE(packed.length, 14)
    facts.writeUInt32LE(whole.length, 18)
    facts.writeUInt16LE(Buffer.byteLength(name), 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), facts, Buffer.from(name), packed])
    list.push(Buffer.from('PK\x01\x02\x14\x00'), facts, place, Buffer.from(name))
    bodies.push(body)
    at += body.length
  }
  const listed = Buffer.concat(list)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(bodies.length, 4)
  end.writeUInt16LE(bodies.length, 6)
  end.writeUInt32LE(listed.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...bodies, listed, Buffer.from('PK\x05\x06'), end])
}

/** A wheel with one program in it, pinned for this machine, and its bytes. */
export function scratchWheel(program: string, text: string): { wheel: PinnedWheel; bytes: Buffer } {
  const bytes = zip({
    'scratch-1.0.dist-info/METADATA': 'Name: scratch\n',
    [`scratch-1.0.data/scripts/${program}`]: text,
  })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const here = `${process.platform}-${process.arch}`
  return { wheel: { name: 'scratch', version: '1.0', sha256: { [here]: sha256 } }, bytes }
}

/** A stand-in for pip that brings these bytes, after `delay` seconds, and notes each call in `<folder>/<name>.calls`. */
export function scratchClient(folder: string, name: string, bytes: Buffer, delay = 0): WheelClient {
  const path = join(folder, name)
  writeFileSync(`${path}.whl`, bytes)
  writeFileSync(
    path,
    `#!/bin/sh
echo called >> "${path}.calls"
sleep ${delay}
for word; do case $word in --dest=*) cp "${path}.whl" "\${word#--dest=}/" ;; esac; done
`,
  )
  chmodSync(path, 0o755)
  return [path]
}
