export default {
  added: 'Fichier ajouté : {name}',
  renamed: 'Fichier renommé en {name}',
  was: 'Il s’appelait {name}',
  removed: 'Fichier retiré : {name}',
  restored: 'Fichier rétabli : {name}',
  cleared: 'Fichier analysé, rien trouvé : {name}',
  refused: 'Fichier refusé par l’analyse : {name}',
  purged: 'Fichier supprimé définitivement : {name}',
  'moved.along': {
    one: '{n} fichier a suivi la conversion',
    many: '{n} fichiers ont suivi la conversion',
    other: '{n} fichiers ont suivi la conversion',
  },
  'moved.came': {
    one: '{n} fichier est venu de la piste',
    many: '{n} fichiers sont venus de la piste',
    other: '{n} fichiers sont venus de la piste',
  },
  'moved.back': {
    one: '{n} fichier est retourné à la piste',
    many: '{n} fichiers sont retournés à la piste',
    other: '{n} fichiers sont retournés à la piste',
  },
  'moved.returned': {
    one: '{n} fichier est revenu avec l’annulation de la conversion',
    many: '{n} fichiers sont revenus avec l’annulation de la conversion',
    other: '{n} fichiers sont revenus avec l’annulation de la conversion',
  },
} as const
