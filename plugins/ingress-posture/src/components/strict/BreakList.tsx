import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { BrokenService, Remedy, ServicePosture } from '@ingress-posture/engine';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { groupBy } from '../../groupBy';
import { servicePath } from '../../servicePath';
import { useText } from '../../translation';
import { useVocabulary } from '../../vocabulary';
import { AlikeRoutes, alikeName } from '../AlikeRoutes';
import { DescriptorChip, FleetLink } from '../signs';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: { '& + &': { marginTop: theme.spacing(2) } },
  name: { fontFamily: 'monospace', overflowWrap: 'anywhere' },
  paths: { listStyle: 'none', margin: theme.spacing(0.5, 0), padding: 0 },
  line: { marginTop: theme.spacing(0.5), overflowWrap: 'anywhere' },
}));

/**
 * Services whose paths STRICT would break, each with what lets it arrive over mTLS before. Of `here`,
 * the service that is on the page, the remedies stand there too.
 */
export function BreakList(props: {
  cluster: string;
  breaks: readonly BrokenService[];
  here?: ServicePosture;
}) {
  const { cluster, breaks, here } = props;
  const classes = useStyles();
  const text = useText();
  if (!breaks.length) {
    return (
      <Typography variant="body1">{text('strict.nothingBreaks')}</Typography>
    );
  }
  return (
    <ul className={classes.list}>
      {breaks.map(broken => (
        <li
          key={servicePath({ cluster, ...broken.service })}
          className={classes.item}
        >
          <BrokenItem cluster={cluster} broken={broken} here={here} />
        </li>
      ))}
    </ul>
  );
}

function BrokenItem(props: {
  cluster: string;
  broken: BrokenService;
  here?: ServicePosture;
}) {
  const { cluster, broken, here } = props;
  const { service, owner, paths, remedies } = broken;
  const isHere = here !== undefined && isSame(here, service);
  return (
    <>
      {!isHere && (
        <>
          <ServiceLink cluster={cluster} service={service} />
          {owner !== undefined && (
            <>
              {' · '}
              <EntityRefLink entityRef={owner} hideIcon />
            </>
          )}
        </>
      )}
      <BrokenPaths paths={paths} />
      <RemedyNames
        remedies={(isHere ? here.remedies : remedies)?.filter(leadsToMtls)}
      />
    </>
  );
}

/** What would be refused; paths of which the same is said are one line. */
function BrokenPaths({ paths }: Pick<BrokenService, 'paths'>) {
  const classes = useStyles();
  const text = useText();
  const { postures } = useVocabulary();
  const groups = groupBy(paths, ({ posture, sentence, edge }) =>
    JSON.stringify([posture, sentence, edge]),
  );
  return (
    <ul className={classes.paths}>
      {[...groups].map(([key, alike]) => (
        <li key={key} className={classes.line}>
          <DescriptorChip descriptor={postures[alike[0].posture]} />{' '}
          {alikeName(alike, text)}. {alike[0].sentence}
          <AlikeRoutes paths={alike} />
        </li>
      ))}
    </ul>
  );
}

function ServiceLink(props: {
  cluster: string;
  service: BrokenService['service'];
}) {
  const { cluster, service } = props;
  return (
    <FleetLink
      to={`/services/${servicePath({ cluster, ...service })}`}
      className={useStyles().name}
    >
      {service.namespace}/{service.name}
    </FleetLink>
  );
}

function RemedyNames(props: {
  remedies:
    | readonly Pick<Remedy, 'id' | 'title' | 'reaches' | 'standing'>[]
    | undefined;
}) {
  const classes = useStyles();
  const text = useText();
  const { postures } = useVocabulary();
  return (
    <>
      {props.remedies?.map(({ id, title, reaches, standing }) => (
        <div key={id} className={classes.line}>
          → {title}{' '}
          <DescriptorChip
            descriptor={postures[reaches]}
            prefix={text(
              standing === 'proven' ? 'remedies.reaches' : 'remedies.aimsAt',
            )}
          />
        </div>
      ))}
    </>
  );
}

function isSame(
  { service: { namespace, name } }: ServicePosture,
  other: BrokenService['service'],
): boolean {
  return other.namespace === namespace && other.name === name;
}

/** STRICT breaks nothing that arrives over mTLS; a remedy that only takes plaintext in is no help. */
function leadsToMtls({ reaches }: Pick<Remedy, 'reaches'>): boolean {
  return reaches === 'permissive' || reaches === 'enforced';
}
