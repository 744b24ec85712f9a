import { scratchSmtp } from '../deliveries/scratch-smtp'

// For the bench: a server in a process of its own, which says its port.
console.log((await scratchSmtp()).port)
