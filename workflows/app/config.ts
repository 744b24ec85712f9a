import { readFileSync } from 'node:fs'
import { blobEntries, blobPlace } from '@sextant/db/blobs/blobs.model'
import * as v from 'valibot'
import { readNetworks } from '../egress/outside'
import { readOperatorMail } from './operator-mail'

const text = v.pipe(v.string(), v.nonEmpty())
const url = v.pipe(v.string(), v.url())

function areNetworks(text: string): boolean {
  try {
    readNetworks(text)
    return true
  } catch {
    return false
  }
}

const Environment = v.object({
  DATABASE_APP_URL: url,
  DATABASE_SYSTEM_URL: url,
  TEMPORAL_ADDRESS: v.pipe(v.string(), v.regex(/^[^\s/]+:\d+$/, 'must be host:port')),
  TEMPORAL_NAMESPACE: v.optional(text, 'default'),
  /** Of Temporal Cloud; goes with TLS. */
  TEMPORAL_API_KEY: v.optional(text),
  /** `true` for TLS without a certificate of our own. */
  TEMPORAL_TLS: v.optional(v.picklist(['true', 'false'])),
  /** Paths of our certificate and its key, both in PEM. */
  TEMPORAL_TLS_CERT: v.optional(text),
  TEMPORAL_TLS_KEY: v.optional(text),
  OTEL_EXPORTER_OTLP_ENDPOINT: v.optional(url),
  SEXTANT_DATA: v.optional(text),
  SEXTANT_PART: v.optional(text),
  /** Networks inside, such as 10.0.0.0/8, that addresses set by people may lead to all the same. */
  SEXTANT_PRIVATE_NETWORKS: v.optional(
    v.pipe(
      v.string(),
      v.check(areNetworks, 'must be networks such as 10.0.0.0/8'),
      v.transform(readNetworks),
    ),
    '',
  ),
  ...blobEntries,
  /** Where files on records are scanned, and a bearer token for it. */
  SEXTANT_FILE_SCANNER: v.optional(url),
  SEXTANT_FILE_SCANNER_TOKEN: v.optional(text),
  /** Opens what is kept sealed, such as the password of a mail server: the edge's own. */
  SEXTANT_SECRET: v.optional(v.pipe(v.string(), v.minLength(32, 'needs at least 32 characters'))),
  /** The operator's mail server, such as `smtps://user:password@mail.company.com`, and who writes by it. */
  SEXTANT_MAIL_SERVER: v.optional(text),
  SEXTANT_MAIL_FROM: v.optional(text),
  /** Where whoever watches this process asks whether it still turns. */
  SEXTANT_PULSE_PORT: v.optional(v.pipe(v.string(), v.digits(), v.transform(Number), v.maxValue(65_535))),
})

/** What relay, worker and trainer read from their environment. Throws at boot; names what is wrong, never its value. */
export function readConfig(environment: Record<string, string | undefined> = process.env) {
  const result = v.safeParse(Environment, environment)
  if (!result.success) {
    const wrong = result.issues.map(issue => `${v.getDotPath(issue)}: ${plain(issue)}`)
    throw new Error(`The environment is wrong. ${wrong.join('; ')}`)
  }
  const given = result.output
  if (!given.TEMPORAL_TLS_CERT !== !given.TEMPORAL_TLS_KEY)
    throw new Error('TEMPORAL_TLS_CERT and TEMPORAL_TLS_KEY go together: set both or neither.')
  const { SEXTANT_MAIL_SERVER: server, SEXTANT_MAIL_FROM: from } = given
  const mail = server && from ? readOperatorMail(server, from) : undefined
  if ((server || from) && !mail)
    throw new Error(
      'SEXTANT_MAIL_SERVER is an address such as smtps://user:password@host, and SEXTANT_MAIL_FROM goes with it, such as Sextant <crm@company.com>.',
    )
  return {
    appUrl: given.DATABASE_APP_URL,
    systemUrl: given.DATABASE_SYSTEM_URL,
    temporal: {
      address: given.TEMPORAL_ADDRESS,
      namespace: given.TEMPORAL_NAMESPACE,
      apiKey: given.TEMPORAL_API_KEY,
      tls: tlsOf(given),
    },
    otlpEndpoint: given.OTEL_EXPORTER_OTLP_ENDPOINT,
    dataFolder: given.SEXTANT_DATA,
    part: given.SEXTANT_PART,
    privateNetworks: given.SEXTANT_PRIVATE_NETWORKS,
    blobs: blobPlace(given, given.SEXTANT_DATA),
    scanner: given.SEXTANT_FILE_SCANNER
      ? { address: given.SEXTANT_FILE_SCANNER, token: given.SEXTANT_FILE_SCANNER_TOKEN }
      : undefined,
    secret: given.SEXTANT_SECRET,
    mail,
    pulsePort: given.SEXTANT_PULSE_PORT,
  }
}

export type WorkflowsConfig = ReturnType<typeof readConfig>

function tlsOf(given: v.InferOutput<typeof Environment>) {
  if (given.TEMPORAL_TLS_CERT && given.TEMPORAL_TLS_KEY)
    return {
      clientCertPair: {
        crt: readFileSync(given.TEMPORAL_TLS_CERT),
        key: readFileSync(given.TEMPORAL_TLS_KEY),
      },
    }
  return given.TEMPORAL_TLS === 'true' || given.TEMPORAL_API_KEY !== undefined
}

const plain = (issue: v.BaseIssue<unknown>) =>
  issue.received === 'undefined' ? 'is missing' : issue.message.split(/:? (but )?received/i)[0]
