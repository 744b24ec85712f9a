const waitMs = 2000

/** What was asked for, or nothing where it fails or takes too long. */
export async function inTime<T>(asked: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<undefined>(resolve => {
    timer = setTimeout(() => resolve(undefined), waitMs)
  })
  return Promise.race([asked.catch(() => undefined), late]).finally(() => clearTimeout(timer))
}
