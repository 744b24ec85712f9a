import { createSignal } from 'solid-js'

const mostPx = 900
const leastPx = 60

/**
 * What a stranger has written, in a frame where nothing runs and from which nothing is sent: the server has made it safe, its answer has a policy of its own, and the frame allows no scripts, forms or
 * ways up. It is as high as what is in it, up to a screen.
 */
export function HtmlFrame(props: { src: string; title: string }) {
  const [height, setHeight] = createSignal(120)
  let frame!: HTMLIFrameElement
  const measure = () => {
    const wanted = frame.contentDocument?.documentElement.scrollHeight ?? leastPx
    setHeight(Math.min(mostPx, Math.max(leastPx, wanted)))
  }
  return (
    <iframe
      ref={frame}
      class="message-frame"
      title={props.title}
      src={props.src}
      height={height()}
      loading="lazy"
      referrerpolicy="no-referrer"
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      onLoad={measure}
    />
  )
}
