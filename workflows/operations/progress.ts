/** Shows the person at the terminal how the start goes: a line per part, and more for one that takes its time. */
export type Progress = ReturnType<typeof createProgress>

const FIRST_WORD_MS = 2_000
const NEXT_WORD_MS = 5_000

export function createProgress(write: (line: string) => void, now = () => performance.now()) {
  const line = (sign: string, name: string, text: string) => write(`${sign} ${name.padEnd(10)} ${text}`)
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

  return {
    /** Begins the clock of a part. Every few seconds it says what is being done, until one of the endings is called. */
    begin(name: string) {
      const began = now()
      let doing = 'starting'
      const say = () => {
        line('…', name, `${doing} (${seconds(now() - began)})`)
        timer = setTimeout(say, NEXT_WORD_MS)
      }
      let timer = setTimeout(say, FIRST_WORD_MS)
      const end = (sign: string, text: string) => {
        clearTimeout(timer)
        line(sign, name, `${text}  ${seconds(now() - began)}`)
      }
      return {
        doing(what: string) {
          doing = what
        },
        ready: (state: string) => end('✓', state.padEnd(8)),
        failed: (why: string) => end('✗', why),
        cancel: () => clearTimeout(timer),
      }
    },
    say: (name: string, text: string) => line('!', name, text),
    write,
  }
}
