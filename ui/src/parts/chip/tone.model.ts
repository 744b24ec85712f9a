/** info new · slate in hand · plum resting · pos good · warn needs care · neg late or lost · brass next. */
export type Tone = 'slate' | 'info' | 'plum' | 'pos' | 'warn' | 'neg' | 'brass'
