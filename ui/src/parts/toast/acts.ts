/** Takes an act back, and is through when that is. Tells its own refusals. */
export type Undo = () => void | Promise<void>

/** An act that ⌘Z can take back, from the moment it begins. */
export interface Act {
  /** It is through, and this takes it back. */
  done(undo: Undo): void
  /** It came to nothing, or was undone in another way: there is nothing to take back. */
  forget(): void
}

const mostUndone = 20
const acts: { act: Act; undo: Promise<Undo | undefined> }[] = []
let lastUndo: Promise<unknown> = Promise.resolve()

/** Begins an act: it is the one that ⌘Z takes back first, and while it is under way ⌘Z waits for it. */
export function beginAct(): Act {
  let settle: (undo: Undo | undefined) => void = () => {}
  const undo = new Promise<Undo | undefined>(resolve => {
    settle = resolve
  })
  const act: Act = {
    done: settle,
    forget: () => {
      const at = acts.findIndex(kept => kept.act === act)
      if (at >= 0) acts.splice(at, 1)
      settle(undefined)
    },
  }
  acts.push({ act, undo })
  if (acts.length > mostUndone) acts.shift()
  return act
}

/** Whether there is an act to take back. */
export const hasUndo = () => acts.length > 0

/**
 * Takes back the last act, then the one before it: each when it is through, and when what was taken back before it is. False where nothing
 * is left.
 */
export function undoLast(): boolean {
  const last = acts.pop()
  if (!last) return false
  const takeBack = async () => (await last.undo)?.()
  lastUndo = lastUndo.then(takeBack, takeBack)
  return true
}
