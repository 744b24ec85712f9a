/** Goes to a page anew, with everything of this one forgotten. Never answers: whoever waits stays busy until the page is gone. */
export function leaveFor(path: string): Promise<never> {
  location.assign(path)
  return new Promise<never>(() => undefined)
}
