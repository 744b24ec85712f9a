/** The operator's own mail server, by which all goes that no workspace has a server for. */
export interface OperatorMail {
  server: {
    host: string
    port: number
    security: 'tls' | 'starttls' | 'none'
    user: string | null
    password: string | null
  }
  from: { address: string; name: string | null }
}

const securities = { 'smtps:': 'tls', 'smtp:': 'starttls', 'smtp+plain:': 'none' } as const

/**
 * `smtps://user:password@host:465` (closed from its first byte), `smtp://…` (STARTTLS) or `smtp+plain://…` (not closed), and `Sextant <crm@company.com>` → the server and who writes.
 * Undefined where it is none.
 */
export function readOperatorMail(address: string, from: string): OperatorMail | undefined {
  const url = URL.parse(address)
  const security = url && securities[url.protocol as keyof typeof securities]
  const [, name, bracketed, plain] =
    /^(?:(.*?)\s*<([^<>@\s]+@[^<>@\s]+)>|([^<>@\s]+@[^<>@\s]+))$/.exec(from.trim()) ?? []
  const written = bracketed ?? plain
  if (!url?.hostname || !security || !written) return undefined
  return {
    server: {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port ? Number(url.port) : security === 'tls' ? 465 : 587,
      security,
      user: url.username ? decodeURIComponent(url.username) : null,
      password: url.password ? decodeURIComponent(url.password) : null,
    },
    from: { address: written, name: name || null },
  }
}
