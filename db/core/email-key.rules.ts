/** A host in the ASCII form that the network knows it by (`bücher.example` is `xn--bcher-kva.example`); as it is where it is none. */
export function asciiHost(host: string): string {
  if (!/[^\x21-\x7e]/.test(host)) return host
  const url = `http://${host}`
  return URL.canParse(url) ? new URL(url).hostname : host
}

/**
 * The address as one person would be recognised by: lower case, outer space removed, the domain in its ASCII form. Dots and +tags stay: they tell
 * mailboxes apart at many hosts.
 */
export function emailKey(email: string): string {
  const plain = email.trim().normalize('NFKC').toLowerCase()
  const at = plain.lastIndexOf('@')
  const host = plain.slice(at + 1)
  return at !== -1 && /^[\p{L}\p{M}\p{N}.-]+$/u.test(host) ? plain.slice(0, at + 1) + asciiHost(host) : plain
}
