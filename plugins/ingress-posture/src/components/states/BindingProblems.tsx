import { EntityBinding } from '@ingress-posture/plugin-ingress-posture-common';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { useText } from '../../translation';

const useStyles = makeStyles(theme => ({
  notice: { marginBottom: theme.spacing(2) },
  list: { margin: 0, paddingLeft: theme.spacing(2.5) },
}));

/** What is wrong with an entity's annotations although services were found; nothing where nothing is. */
export function BindingProblems({ binding }: { binding: EntityBinding }) {
  const classes = useStyles();
  const text = useText();
  const { problems = [] } = binding;
  if (problems.length === 0) return null;
  return (
    <Alert severity="warning" className={classes.notice}>
      <AlertTitle>{text('states.bindingProblems')}</AlertTitle>
      <ul className={classes.list}>
        {problems.map(problem => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </Alert>
  );
}
