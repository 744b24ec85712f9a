import { Buffer } from 'node:buffer'
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Authentication } from './authentication'
import { cookieValue } from './session-cookie'

/** A browser that somebody has signed in with: a name of its own, and for whom, as digests that only we can make. */
interface Device {
  name: string
  accounts: readonly string[]
}

type Signer = Pick<Authentication, 'secret' | 'secure' | 'deviceCookie'>

/** The longest that browsers keep a cookie; it begins anew with each session. */
const keptS = 400 * 24 * 60 * 60
const mostAccounts = 8
const shape = /^([\w-]{22}(?:\.[\w-]{22}){1,8})\.([\w-]{43})$/

/**
 * The name of the device that the request came from, if its cookie proves that this account has signed in from it before: its own limits count then, and nobody elsewhere
 * can keep the person out (OWASP, device cookies). It opens nothing by itself. Takes the key of the e-mail.
 */
export function knownDevice(signer: Signer, headers: Headers, email: string): string | undefined {
  const device = readDevice(signer, headers)
  return device?.accounts.includes(digestOf(signer, email)) ? device.name : undefined
}

/** The header by which the browser will be known as one that this account has signed in from, besides the others that it is known for. */
export function rememberDevice(signer: Signer, headers: Headers, email: string): string {
  const device = readDevice(signer, headers) ?? { name: randomBytes(16).toString('base64url'), accounts: [] }
  const own = digestOf(signer, email)
  const accounts = [own, ...device.accounts.filter(one => one !== own)].slice(0, mostAccounts)
  const told = [device.name, ...accounts].join('.')
  const value = `${told}.${mac(signer, 'device', told).toString('base64url')}`
  return `${signer.deviceCookie}=${value}; Max-Age=${keptS}; Path=/; HttpOnly; SameSite=Lax${signer.secure ? '; Secure' : ''}`
}

function readDevice(signer: Signer, headers: Headers): Device | undefined {
  const [, told, signature] = shape.exec(cookieValue(headers.get('cookie'), signer.deviceCookie) ?? '') ?? []
  if (!told || !signature) return undefined
  const given = Buffer.from(signature, 'base64url')
  const expected = mac(signer, 'device', told)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
  const [name = '', ...accounts] = told.split('.')
  return { name, accounts }
}

/** Whoever reads the cookie learns no address from it. */
const digestOf = (signer: Signer, email: string): string =>
  mac(signer, 'account of a device', email).subarray(0, 16).toString('base64url')

/** With a key for each purpose: what is signed here is never taken for a session, nor the other way round. */
function mac({ secret }: Signer, purpose: string, text: string): Buffer {
  const key = createHmac('sha256', secret).update(purpose).digest()
  return createHmac('sha256', key).update(text).digest()
}
