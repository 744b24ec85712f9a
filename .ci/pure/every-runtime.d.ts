/** What browsers, Bun, Deno and the sandbox of workflows all have beyond the language, as far as pure files use it. */
declare class URL {
  static canParse(url: string, base?: string): boolean
  constructor(url: string, base?: string)
  readonly hostname: string
  readonly origin: string
  readonly href: string
  readonly pathname: string
  readonly search: string
  readonly hash: string
}
declare class URLSearchParams {
  constructor(values?: string | Record<string, string> | readonly (readonly string[])[])
  set(name: string, value: string): void
  get(name: string): string | null
  toString(): string
}
declare class TextDecoder {
  constructor(encoding?: string, options?: { fatal?: boolean; ignoreBOM?: boolean })
  decode(bytes?: Uint8Array, options?: { stream?: boolean }): string
}
