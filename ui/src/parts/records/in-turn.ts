const turns = new Map<string, Promise<unknown>>()

/**
 * Does work on one thing once what was begun on it before is through, whether that went well or not: of two quick edits of one record, the second
 * is made of what the first has left, and not refused because of it.
 */
export function inTurn<T>(of: string, work: () => Promise<T>): Promise<T> {
  const before = turns.get(of)
  const turn = before ? before.then(work, work) : work()
  turns.set(of, turn)
  const leave = () => {
    if (turns.get(of) === turn) turns.delete(of)
  }
  turn.then(leave, leave)
  return turn
}
