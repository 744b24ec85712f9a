export default {
  added: 'Fichier ajouté : {name}',
  renamed: 'Fichier renommé en {name}',
  was: 'Il s’appelait {name}',
  removed: 'Fichier retiré : {name}',
  restored: 'Fichier rétabli : {name}',
  cleared: 'Fichier analysé, rien trouvé : {name}',
  refused: 'Fichier refusé par l’analyse : {name}',
  purged: 'Fichier supprimé définitivement : {name}',
} as const
