import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { LoadError } from './LoadError';

const refused = (statusCode: number, message: string) =>
  Object.assign(new Error('Request failed'), {
    statusCode,
    cause: new Error(message),
  });

describe('LoadError', () => {
  it.each([
    [403, 'You may not see this'],
    [404, 'There is no such thing'],
    [503, 'Nobody can say right now'],
    [500, 'The postures could not be read from the ingress-posture backend'],
  ])('says of status %s what it means', async (status, title) => {
    const error = refused(status, 'There is no Service shop/gone');
    await renderInTestApp(
      <LoadError error={error} hasContent={false} onRetry={() => {}} />,
    );
    expect(screen.getByText(title)).toBeVisible();
    expect(screen.getByText(/There is no Service shop\/gone\./)).toBeVisible();
  });

  it.each([404, 503, 500])(
    'is one line beside the last answer, at status %s',
    async status => {
      await renderInTestApp(
        <LoadError
          error={refused(status, 'It is away')}
          hasContent
          onRetry={() => {}}
        />,
      );
      expect(
        screen.getByText(/It is away\. What follows is the last answer/),
      ).toBeVisible();
    },
  );

  it('asks again on demand', async () => {
    const onRetry = jest.fn();
    await renderInTestApp(
      <LoadError
        error={refused(503, 'It is being read')}
        hasContent={false}
        onRetry={onRetry}
      />,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
  });
});
