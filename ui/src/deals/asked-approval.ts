import { createSignal } from 'solid-js'

/** A move for which an approval is about to be asked. */
export interface WantedMove {
  id: string
  name: string
  stageId: string
  stage: string
}

const [wanted, setWanted] = createSignal<WantedMove>()

/** The move that the open dialog asks an approval for. */
export { wanted as wantedApproval }

/** Opens the question for the reason, wherever the refusal was told: a toast outlives what it was shown beside. */
export const askForApproval = (move: WantedMove): void => void setWanted(move)
export const closeApproval = (): void => void setWanted(undefined)
