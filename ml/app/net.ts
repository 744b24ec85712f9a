/** A net with two hidden relu layers and one logit. Kernels are row-major, inputs × outputs. */
export interface Net {
  inputs: number
  hidden: [number, number]
  w1: Float32Array
  b1: Float32Array
  w2: Float32Array
  b2: Float32Array
  w3: Float32Array
  b3: Float32Array
}

/** The same as plain JSON: little-endian float32 in base64. */
export type StoredNet = Pick<Net, 'inputs' | 'hidden'> & Record<(typeof tensors)[number], string>

export const tensors = ['w1', 'b1', 'w2', 'b2', 'w3', 'b3'] as const

/** The net as plain JSON; `openNet` gives the same net bit by bit. */
export function storeNet(net: Net): StoredNet {
  const text = (values: Float32Array) =>
    btoa(
      Array.from(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), byte =>
        String.fromCharCode(byte),
      ).join(''),
    )
  return {
    inputs: net.inputs,
    hidden: net.hidden,
    w1: text(net.w1),
    b1: text(net.b1),
    w2: text(net.w2),
    b2: text(net.b2),
    w3: text(net.w3),
    b3: text(net.b3),
  }
}

/** Throws when the stored tensors do not have the sizes they claim. */
export function openNet(stored: StoredNet): Net {
  const { inputs, hidden } = stored
  const [first, second] = hidden
  const read = (name: (typeof tensors)[number], length: number) => {
    const bytes = Uint8Array.from(atob(stored[name]), character => character.charCodeAt(0))
    if (bytes.length !== length * 4)
      throw new Error(`The stored net's ${name} is ${bytes.length} bytes long, not ${length * 4}.`)
    return new Float32Array(bytes.buffer)
  }
  return {
    inputs,
    hidden,
    w1: read('w1', inputs * first),
    b1: read('b1', first),
    w2: read('w2', first * second),
    b2: read('b2', second),
    w3: read('w3', second),
    b3: read('b3', 1),
  }
}
