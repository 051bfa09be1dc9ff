import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  nothing: { maxWidth: 720, padding: theme.spacing(3, 0) },
}));

/** What is said where there is nothing to show: why, and what to do about it. */
export function Nothing(props: {
  title: string;
  description?: string;
  action?: ReactNode;
}) {
  const { title, description, action } = props;
  const classes = useStyles();
  return (
    <div className={classes.nothing}>
      <Typography component="h2" variant="h5" gutterBottom>
        {title}
      </Typography>
      {description && (
        <Typography variant="body1" paragraph>
          {description}
        </Typography>
      )}
      {action}
    </div>
  );
}
