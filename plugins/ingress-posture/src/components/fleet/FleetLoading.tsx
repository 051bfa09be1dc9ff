import Card from '@material-ui/core/Card';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { FleetTotals } from './FleetTotals';

const useStyles = makeStyles(theme => ({
  stack: { display: 'grid', gap: theme.spacing(2) },
  card: {
    display: 'grid',
    gap: theme.spacing(2),
    padding: theme.spacing(2, 2.5),
  },
}));

/** The shape of the page before its first answer: numbers, bars, filters, table. */
export function FleetLoading() {
  const classes = useStyles();
  return (
    <>
      <FleetTotals total={undefined} />
      <div className={classes.stack}>
        <Skeleton variant="rect" height={88} animation={false} />
        <Card className={classes.card}>
          {[76, 96, 420].map(height => (
            <Skeleton
              key={height}
              variant="rect"
              height={height}
              animation={false}
            />
          ))}
        </Card>
      </div>
    </>
  );
}
