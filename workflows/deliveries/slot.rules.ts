/** The next moment at which a message may go where two are to lie so far apart, and how long that is from now. Who was idle for long does not make up for it. */
export function slotAfter(nextAt: number, now: number, apartMs: number): { waitMs: number; nextAt: number } {
  const at = Math.max(nextAt, now)
  return { waitMs: at - now, nextAt: at + apartMs }
}
