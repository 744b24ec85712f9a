/** Beside a list: no record is open. */
export const Nothing = () => null
