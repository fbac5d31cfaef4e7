// The page's side: the widget asks for a session, the portal's own backend gets one.
const viewer = document.querySelector('ringside-viewer');

viewer.startSession = async (publicKey, { resume }) => {
  const response = await fetch('/sessions', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ publicKey, resume }),
  });
  const answer = await response.json();
  // A problem document has the code that the widget has words for.
  if (!response.ok) throw answer;
  return answer;
};
