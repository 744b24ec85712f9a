import type { EventHead } from '@sextant/db/events/event.model'
import { useQueryClient } from '@tanstack/solid-query'
import { createSignal, onCleanup, onMount } from 'solid-js'

interface Listener {
  /** `subjectType` is the first part of query keys. */
  event: (event: EventHead) => void
  missed?: () => void
}
const listeners = new Set<Listener>()
const [connected, setConnected] = createSignal(true)

/** False while the live connection is down; screens then say that they may be old. */
export const liveConnected = connected

/** Calls back for every event while the calling component is on the screen; `missed` when some were not told, for what is no query. */
export function onLive(event: Listener['event'], missed?: Listener['missed']) {
  const listener = { event, missed }
  onMount(() => {
    listeners.add(listener)
    onCleanup(() => listeners.delete(listener))
  })
}

/**
 * Keeps the one live connection of this browser and refreshes what its events concern. One tab holds the
 * connection and tells the others (a browser allows six connections to a host over HTTP/1.1, for all tabs
 * together); when that tab closes another takes over. Used once, by the shell.
 */
export function useLive() {
  const client = useQueryClient()
  onMount(() => {
    const stop = new AbortController()
    onCleanup(() => stop.abort())
    const concerned = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    const refresh = () => {
      timer = undefined
      for (const type of concerned) void client.invalidateQueries({ queryKey: [type] })
      concerned.clear()
    }
    const readAnew = () => {
      void client.invalidateQueries()
      for (const { missed } of listeners) missed?.()
    }
    const receive = (message: LiveMessage) => {
      if (message.type === 'state') {
        // What was missed while away is unknown, so everything on the screen is asked for again.
        if (message.connected && !connected()) readAnew()
        setConnected(message.connected)
        return
      }
      if (message.type === 'reset') return readAnew()
      for (const { event } of listeners) event(message.event)
      concerned.add(message.event.subjectType)
      timer ??= setTimeout(refresh, 150)
    }
    stop.signal.addEventListener('abort', () => clearTimeout(timer))
    shareConnection(receive, stop.signal)
  })
}

/** `reset`: more was missed than the server tells one by one. */
type LiveMessage =
  | { type: 'event'; event: EventHead }
  | { type: 'state'; connected: boolean }
  | { type: 'reset' }

function shareConnection(receive: (message: LiveMessage) => void, stop: AbortSignal) {
  const channel = new BroadcastChannel('sextant-live')
  channel.onmessage = ({ data }: MessageEvent<LiveMessage>) => receive(data)
  const tell = (message: LiveMessage) => {
    receive(message)
    channel.postMessage(message)
  }
  const hold = () => new Promise<void>(resolve => connect(tell, stop, resolve))
  // Without the Locks API (plain http) each tab has its own connection.
  if (navigator.locks) {
    navigator.locks.request('sextant-live', { signal: stop }, hold).catch(() => undefined)
  } else {
    connect(receive, stop, () => undefined)
  }
  stop.addEventListener('abort', () => channel.close())
}

/** The server remembers a minute. A page that takes the connection over later has heard the rest from the tab that held it. */
const mostAgoMs = 59_000

/** A browser tries again by itself where nobody answers, but gives up for good where a proxy or a server that begins says no. */
const againMs = 3_000

function connect(tell: (message: LiveMessage) => void, stop: AbortSignal, done: () => void) {
  if (stop.aborted) return done()
  let source: EventSource
  let timer: ReturnType<typeof setTimeout> | undefined
  const open = () => {
    // The page has read its data before this stream is open: what happened since the page began is told first.
    const ago = Math.min(mostAgoMs, Math.ceil(performance.now()))
    source = new EventSource(`/live?ago=${ago}`)
    source.onopen = () => tell({ type: 'state', connected: true })
    source.onerror = () => {
      tell({ type: 'state', connected: false })
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, againMs)
    }
    source.addEventListener('reset', () => tell({ type: 'reset' }))
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const event = parse(data)
      if (event) tell({ type: 'event', event })
    }
  }
  open()
  stop.addEventListener('abort', () => {
    clearTimeout(timer)
    source.close()
    done()
  })
}

function parse(data: string): EventHead | undefined {
  try {
    const event: unknown = JSON.parse(data)
    const complete = typeof event === 'object' && event !== null && 'subjectType' in event && 'kind' in event
    return complete ? (event as EventHead) : undefined
  } catch {
    return undefined
  }
}
