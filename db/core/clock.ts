/** The only source of the present. Tests and replays pass their own. */
export type Clock = () => Date

/** The machine's own clock. */
export const systemClock: Clock = () => new Date()

/** A clock that stands still until moved. */
export function handClock(start: string): Clock & { move(ms: number): void } {
  let now = Date.parse(start)
  return Object.assign(() => new Date(now), {
    move: (ms: number) => {
      now += ms
    },
  })
}
