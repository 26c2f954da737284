self.onmessage = ({ data }) => {
  const xhr = new XMLHttpRequest();
  xhr.open('GET', data.url, false);
  xhr.send();
  self.postMessage(xhr.responseText);
};
