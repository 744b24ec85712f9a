import { createSignal } from 'solid-js'

const [keysHelpOpen, setKeysHelpOpen] = createSignal(false)
const [commandBarOpen, setCommandBarOpen] = createSignal(false)

export const openKeysHelp = () => setKeysHelpOpen(true)
export const openCommandBar = () => setCommandBarOpen(true)
export { commandBarOpen, keysHelpOpen, setCommandBarOpen, setKeysHelpOpen }
