import Card from '@material-ui/core/Card';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton, { SkeletonProps } from '@material-ui/lab/Skeleton';
import { useText } from '../../translation';

const useStyles = makeStyles(theme => ({
  stack: { display: 'flex', flexDirection: 'column', gap: theme.spacing(2) },
  card: { padding: theme.spacing(2, 2.5) },
  banner: {
    display: 'flex',
    flexDirection: 'row',
    alignItems: 'center',
    gap: theme.spacing(2.5),
    padding: theme.spacing(2, 2.5),
  },
  words: { flex: 1 },
  chip: { borderRadius: 18 },
  // Boxes with lines between them, as a diagram has.
  diagram: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(2),
    height: 240,
  },
  box: { borderRadius: 4, flexShrink: 0 },
  line: { flex: 1 },
  columns: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'stretch',
    gap: theme.spacing(2),
    '& > :first-child': { flex: '5 1 min(40rem, 100%)' },
    '& > :last-child': { flex: '2 1 min(18.75rem, 100%)' },
  },
}));

/** The shape of the tab before its first answer: about as high, so that nothing jumps when that comes. */
export function LoadingService() {
  const classes = useStyles();
  const text = useText();
  return (
    <div
      className={classes.stack}
      role="status"
      aria-label={text('states.loading')}
    >
      <Card className={classes.banner}>
        <Still
          variant="rect"
          width={110}
          height={36}
          className={classes.chip}
        />
        <div className={classes.words}>
          <Still width="70%" height={32} />
          <Still width="45%" />
        </div>
      </Card>
      <Card className={classes.card}>
        <Still width={200} height={28} />
        <div className={classes.diagram}>
          <Still
            variant="rect"
            width="16%"
            height={60}
            className={classes.box}
          />
          <Still className={classes.line} height={6} />
          <Still
            variant="rect"
            width="16%"
            height={60}
            className={classes.box}
          />
          <Still className={classes.line} height={6} />
          <Still
            variant="rect"
            width="22%"
            height={90}
            className={classes.box}
          />
        </div>
      </Card>
      <div className={classes.columns}>
        <Lines widths={['30%', '85%', '60%', '80%', '65%', '90%', '55%']} />
        <Lines widths={['40%', '90%', '75%', '85%']} />
      </div>
    </div>
  );
}

function Lines({ widths }: { widths: readonly string[] }) {
  const classes = useStyles();
  return (
    <Card className={classes.card}>
      {widths.map(width => (
        <Still key={width} width={width} height={30} />
      ))}
    </Card>
  );
}

/** A part of the shape; it stays still for those who want no motion, and so for all. */
function Still(props: SkeletonProps) {
  return <Skeleton animation={false} {...props} />;
}
