/** Words that tell how high a post is, in the languages of the product. The first rank that matches counts. */
const ranks: readonly [string, RegExp][] = [
  ['student', /\b(student|intern|trainee|praktikant\w*|stagiaire|étudiante?|becari[oa])\b|طالب|متدرب/u],
  [
    'owner',
    /\b(owner|founder|ceo|president|managing director|gesch[äa]ftsf[üu]hrer(in)?|inhaber(in)?|g[ée]rante?|pdg|fondat(eur|rice)|director general)\b|مالك|الرئيس التنفيذي/u,
  ],
  [
    'chief',
    /\b(c[a-z]o|chief|vp|vice president|direct(or|eur|rice)|direktor(in)?|vorstand|directora?)\b|مدير عام|نائب/u,
  ],
  ['head', /\b(head|lead|leiter(in)?|responsable|chef|jefe|jefa)\b|رئيس/u],
  ['manager', /\b(manager(in)?|supervisor|gerente|gestionnaire)\b|مدير/u],
  [
    'specialist',
    /\b(engineer|developer|planner|analyst|consultant|specialist|ingenieur(in)?|ing[ée]nieure?|berater(in)?|planer(in)?|analista|conseill[eè]re?)\b|مهندس|مستشار|محلل/u,
  ],
]

/** How high a job title is: student, owner, chief, head, manager, specialist, other; null without a title. */
export function jobRank(title: unknown): string | null {
  if (typeof title !== 'string' || title.trim() === '') return null
  const text = title.toLowerCase()
  return ranks.find(([, words]) => words.test(text))?.[0] ?? 'other'
}
