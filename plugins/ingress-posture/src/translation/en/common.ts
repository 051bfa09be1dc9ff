/** What several views say. */
export const common = {
  copied: 'Copied',
  retry: 'Try again',
  close: 'Close details',
  evidence: 'Evidence',
  asOf: 'as of {{age}} ago',
  staleSince: 'stale since {{time}}',
  notFollowed: 'the cluster is not being followed',
  count: {
    services_one: '{{count}} service',
    services_other: '{{count}} services',
    clusters_one: '{{count}} cluster',
    clusters_other: '{{count}} clusters',
    paths_one: '{{count}} path',
    paths_other: '{{count}} paths',
    steps_one: '{{count}} step',
    steps_other: '{{count}} steps',
    pods_one: '{{count}} pod',
    pods_other: '{{count}} pods',
    edges_one: '{{count}} edge',
    edges_other: '{{count}} edges',
  },
} as const;

/** Loading, nothing to show, hidden kinds, errors. */
export const states = {
  loading: 'Reading postures',
  failed: 'The postures could not be read from the ingress-posture backend',
  forbidden: 'You may not see this',
  forbiddenHelp:
    'The portal’s permission policy does not let you read it. Ask its platform team for the permission that the message names.',
  notFound: 'There is no such thing',
  notFoundHelp:
    'It may have been deleted or renamed since somebody linked to it.',
  notNow: 'Nobody can say right now',
  notNowHelp: 'The page of clusters shows what they are doing.',
  asksAgain: 'The page asks again by itself.',
  askFailed:
    'Could not ask the backend again: {{message}}. What follows is the last answer.',
  staleNotice:
    '{{why}} What follows is what was last known of {{cluster}} at {{time}}.',
  partial:
    '{{names}} could not be reached. Services of the entity that are there may be missing or out of date.',
  starting_one:
    '{{names}} is being read for the first time: its services appear when that is done.',
  starting_other:
    '{{names}} are being read for the first time: their services appear when that is done.',
  unreadableTitle: 'Not everything of {{cluster}} could be read',
  unreadable: 'What depends on it is shown as unknown.',
  rules: 'RBAC rules to add to the reader’s ClusterRole',
  rulesLabel: 'RBAC rules to add',
  copyRules: 'Copy rules',
  invalidAnnotation: 'The annotation that names its services cannot be read',
  bindingProblems: 'Part of what its annotations ask for was not found',
  contested: 'Several entities claim this service with the same right',
  contestedHelp:
    'It counts as the first one’s. To settle it, name it on the one that it belongs to:',
  noMatch: 'No Service matches this entity',
  unknownCluster: 'There is no cluster “{{cluster}}”',
  knownClusters:
    'The annotation backstage.io/kubernetes-cluster can name one of these, or be left out:',
  noClusters:
    'No cluster is configured: see ingressPosture.clusters in app-config.yaml.',
  addLabel: 'Give the Service, or the pods that it selects, this label:',
  labelToAdd: 'Label to add',
  copyLabel: 'Copy label',
  noAnnotation: 'Nothing binds this entity to a Service yet',
  addAnnotation: 'Add this to its catalog-info.yaml:',
  annotationToAdd: 'Annotation to add',
  copyAnnotation: 'Copy annotation',
  andLabel:
    'and give its Service, or the pods behind it, the label of the same name and value:',
  otherAnnotations:
    '{{names}} do as well; {{cluster}} narrows the search to one cluster.',
} as const;

/** The card on an entity's overview. */
export const card = {
  title: 'Ingress',
  link: 'How traffic gets here, why, and what to do',
  worstOf: 'the worst of {{number}} services',
} as const;
