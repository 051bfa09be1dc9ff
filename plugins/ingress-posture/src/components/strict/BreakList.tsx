import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { BrokenService, Remedy, ServicePosture } from '@ingress-posture/engine';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { servicePath } from '../../servicePath';
import { useText } from '../../translation';
import { useVocabulary } from '../../vocabulary';
import { routeName } from '../routeName';
import { DescriptorChip, FleetLink } from '../signs';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: { '& + &': { marginTop: theme.spacing(2) } },
  name: { fontFamily: 'monospace' },
  paths: { listStyle: 'none', margin: theme.spacing(0.5, 0), padding: 0 },
  line: { marginTop: theme.spacing(0.5) },
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
  const { postures } = useVocabulary();
  if (!breaks.length) {
    return (
      <Typography variant="body1">{text('strict.nothingBreaks')}</Typography>
    );
  }
  return (
    <ul className={classes.list}>
      {breaks.map(({ service, owner, paths, remedies }) => {
        const isHere = here !== undefined && isSame(here, service);
        return (
          <li
            key={servicePath({ cluster, ...service })}
            className={classes.item}
          >
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
            <ul className={classes.paths}>
              {paths.map(({ posture, sentence, route, port, edge }) => (
                <li
                  key={`${route.kind} ${route.name} ${route.host} ${port}`}
                  className={classes.line}
                >
                  <DescriptorChip descriptor={postures[posture]} />{' '}
                  {text('why.via', {
                    what: routeName(route, text),
                    edge: edge.title,
                  })}
                  . {sentence}
                </li>
              ))}
            </ul>
            <RemedyNames
              remedies={(isHere ? here.remedies : remedies)?.filter(
                leadsToMtls,
              )}
            />
          </li>
        );
      })}
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
