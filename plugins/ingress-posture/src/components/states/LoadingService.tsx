import Card from '@material-ui/core/Card';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { useText } from '../../translation';

const useStyles = makeStyles(theme => ({
  stack: { display: 'flex', flexDirection: 'column', gap: theme.spacing(2) },
  card: { padding: theme.spacing(2, 2.5) },
}));

// About as high as banner, diagram and reasons are, so that nothing jumps when they come.
const blocks = [64, 300, 220];

/** The shape of the tab before its first answer. */
export function LoadingService() {
  const classes = useStyles();
  const text = useText();
  return (
    <div
      className={classes.stack}
      role="status"
      aria-label={text('states.loading')}
    >
      {blocks.map(height => (
        <Card key={height} className={classes.card}>
          <Skeleton variant="rect" height={height} animation={false} />
        </Card>
      ))}
    </div>
  );
}
