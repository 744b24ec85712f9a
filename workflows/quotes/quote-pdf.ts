import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { Logo } from '@sextant/db/quotes/logo'
import type { QuoteDocument } from '@sextant/db/quotes/quote-document.model'
import { type Acceptance, quoteView } from './quote-view'

interface Press {
  compiler: NodeCompiler
  /** Holds nothing: what a template may read is what is put there for it. */
  folder: string
  template: string
}
let press: Promise<Press> | undefined

const folderOf = (file: string) => dirname(fileURLToPath(file))

/** Loaded with the first quote: it is a native program, and a machine that it is not made for lacks PDFs, not its worker. */
async function openPress(): Promise<Press> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler')
  const latin = folderOf(import.meta.resolve('@expo-google-fonts/noto-sans/package.json'))
  const arabic = folderOf(import.meta.resolve('@expo-google-fonts/noto-sans-arabic/package.json'))
  // Each face that the template uses has a folder of its own.
  const fontPaths = [
    ...['400Regular', '400Regular_Italic', '500Medium', '600SemiBold'].map(face => join(latin, face)),
    ...['400Regular', '500Medium', '600SemiBold'].map(face => join(arabic, face)),
  ]
  const folder = mkdtempSync(join(tmpdir(), 'sextant-quotes-'))
  return {
    folder,
    compiler: NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths }] }),
    template: readFileSync(new URL('./quote.typ', import.meta.url), 'utf8'),
  }
}

/** A quote as a PDF, and what had to be left out of it. */
export interface QuotePdf {
  bytes: Uint8Array
  pages: number
  /** Why the logo is not in it. */
  withoutLogo?: string
  /** Why it does not hold to PDF/UA-1. */
  notAccessible?: string
}

/** Sets a version of a quote, with its signature page once it is accepted. A logo that cannot be drawn is left out. Takes some 20 ms. */
export async function quotePdf(
  document: QuoteDocument,
  { logo, acceptance }: { logo?: Logo; acceptance?: Acceptance } = {},
): Promise<QuotePdf> {
  press ??= openPress()
  const opened = await press
  const { compiler, folder } = opened
  const path = logo && join(folder, `logo.${logo.format}`)
  if (path) compiler.mapShadow(path, Buffer.from(logo.bytes))
  try {
    return setWith(opened, quoteView(document, logo ? `/logo.${logo.format}` : null, acceptance))
  } catch (error) {
    if (!logo) throw error
    return {
      ...setWith(opened, quoteView(document, null, acceptance)),
      withoutLogo: error instanceof Error ? error.message : String(error),
    }
  } finally {
    if (path) compiler.unmapShadow(path)
    compiler.evictCache(10)
  }
}

function setWith({ compiler, template }: Press, view: ReturnType<typeof quoteView>): QuotePdf {
  const set = compiler.compile({
    mainFileContent: template,
    inputs: { data: JSON.stringify(view) },
    resetRead: true,
  })
  const { result } = set
  if (!result) throw new Error(whyNot(compiler, set.takeDiagnostics()))
  const pages = result.numOfPages
  try {
    return { bytes: compiler.pdf(result, { pdfStandard: 'ua-1' }), pages }
  } catch (error) {
    // Letters that no font has, such as those of a script that is not shipped, are no reason for no quote.
    return {
      bytes: compiler.pdf(result),
      pages,
      notAccessible: String((error as { code?: unknown }).code ?? error),
    }
  }
}

type Diagnosed = Parameters<NodeCompiler['fetchDiagnostics']>[0]

const whyNot = (compiler: NodeCompiler, fault: Diagnosed | null): string =>
  (fault ? compiler.fetchDiagnostics(fault) : [])
    .map((one: { message?: string }) => one.message ?? '')
    .join('; ') || 'the document cannot be set'
