import type { Reserved } from '@sextant/db/deliveries/reserve-deliveries'

/** Whom a server did not take among several recipients, and what it said. */
export interface LeftOut {
  address: string
  code: string
  text: string
}

/** What came of handing one message over. */
export type HandedOver =
  /** The other side has it, and said so. */
  | { kind: 'accepted'; code: string; text: string; leftOut: LeftOut[] }
  /** It said no: for now, or for good; `dead` are addresses that there are not. */
  | { kind: 'refused'; isForGood: boolean; code: string; text: string; dead: string[] }
  /** Nothing was said. Whether its last byte had left by then. */
  | { kind: 'lost'; mayHaveLeft: boolean; text: string }
  /** It was not let go: another try has it. */
  | { kind: 'withheld' }
  /** Something of ours is wrong or not there yet, such as a file: for now, or for good. */
  | { kind: 'unsendable'; isForGood: boolean; what: string; text: string | null }
  /** The other side cannot be spoken to at all, whatever the message. */
  | { kind: 'unreachable'; what: string; text: string | null }

/**
 * A way by which messages leave. A new channel is a folder here with one of these: it says what it takes and what came of it, and knows nothing of the ledger. `letGo` is asked
 * right before the last byte: only then is it written down that the message may have left, so that whoever finds a dead worker knows.
 */
export interface OpenChannel {
  /** Who the other side is, for the evidence. */
  readonly server: string
  /** How many messages at once. */
  readonly atOnce: number
  /** How many milliseconds are to lie between two messages; 0: none. */
  readonly apartMs: number
  handOver(message: Reserved, letGo: () => Promise<boolean>): Promise<HandedOver>
  close(): void
}
