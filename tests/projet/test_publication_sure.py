"""Publishing cannot lose the site: killed at any moment, twice at once, on a full disk, under another clock, from another machine."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.projet.publishing import build, command, left_aside, project, publish, served, versions

SSHD = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin:/usr/local/sbin")


@pytest.fixture
def projet(tmp_path: Path) -> Path:
    folder = project(tmp_path / "projet")
    build(folder, "0")
    return folder


@pytest.fixture
def hote(projet: Path, tmp_path: Path) -> Path:
    """A host that serves version 0."""
    host = tmp_path / "un hôte"
    assert publish(projet, host).returncode == 0
    assert served(host) == "0"
    return host


@pytest.mark.lent
@pytest.mark.parametrize("moment", range(50))
@pytest.mark.parametrize("whole", [True, False], ids=["tout", "le script seul"])
@pytest.mark.echantillon(6)
def test_une_publication_tuee_laisse_le_site_entier(projet: Path, hote: Path, moment: int, *, whole: bool) -> None:
    """Kill -9, of all its processes or of the script alone; the next run publishes, and leaves nothing aside."""
    build(projet, "1")
    began = time.monotonic()
    assert publish(projet, hote.parent / "mesure").returncode == 0
    length = time.monotonic() - began
    run = subprocess.Popen(command(projet, hote), start_new_session=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # fmt: skip
    time.sleep(length * moment / 45)
    if whole:
        os.killpg(run.pid, signal.SIGKILL)
    else:
        run.kill()
    run.wait()
    assert served(hote) in {"0", "1"}
    build(projet, "2")
    assert publish(projet, hote).returncode == 0
    assert (served(hote), left_aside(hote)) == ("2", [])


def test_deux_publications_a_la_fois(projet: Path, hote: Path) -> None:
    """Each in its turn: the last is served, whole, and none has taken away what another laid."""
    projects = [projet]
    for rank in (1, 2, 3):
        projects.append(project(projet.parent / f"projet {rank}"))
        build(projects[-1], str(rank))
    runs = [subprocess.Popen(command(p, hote, 2), stdout=subprocess.PIPE, text=True) for p in projects]
    told = [run.communicate(timeout=120)[0] for run in runs]
    assert all(run.returncode == 0 for run in runs)
    assert len(set(told)) == len(runs)
    assert served(hote) in {"0", "1", "2", "3"}
    assert (versions(hote), left_aside(hote)) == (2, [])


@pytest.mark.parametrize("keep", ["1", "2", "3"])
@pytest.mark.lent
def test_une_horloge_reculee_n_efface_pas_le_site(projet: Path, hote: Path, keep: str) -> None:
    clock = projet / "bin/date"
    clock.parent.mkdir()
    for day in ("20261201", "20250101", "20240101", "20230101"):
        clock.write_text(f"#!/bin/sh\necho {day}T000000Z\n")
        clock.chmod(0o755)
        build(projet, day)
        before = (hote / "actuel").resolve()
        assert publish(projet, hote, keep, PATH=f"{clock.parent}:{os.environ['PATH']}").returncode == 0
        assert served(hote) == day
        assert before.exists() is (keep != "1"), "la version d’avant permet de revenir en arrière"
    assert versions(hote) == int(keep)


@pytest.mark.parametrize("keep", ["0", "-1", "deux", "1.5"])
def test_un_nombre_de_versions_impossible_est_refuse(projet: Path, hote: Path, keep: str) -> None:
    refused = publish(projet, hote, keep)
    assert refused.returncode == 2
    assert f"« {keep} » n’est pas un nombre de versions à garder" in refused.stderr
    assert served(hote) == "0"


def test_le_site_est_lisible_quels_que_soient_les_droits_de_depart(projet: Path, tmp_path: Path) -> None:
    for path in [projet / "site", *(projet / "site").rglob("*")]:
        path.chmod(0o700 if path.is_dir() else 0o600)
    script = f"umask 077; exec sh {projet}/tools/publier.sh {tmp_path}/hote"
    subprocess.run(["sh", "-c", script], check=True, capture_output=True)
    assert served(tmp_path / "hote") == "0"
    assert all((tmp_path / "hote" / name).stat().st_mode & 0o005 == 0o005 for name in ("", "versions"))


def test_un_disque_plein_laisse_l_ancien_site(projet: Path, hote: Path) -> None:
    """Each file is cut at a few kilobytes, as on a disk that has no more."""
    build(projet, "1")
    (projet / "site/1/index.html").write_text("x" * 100_000)
    failed = subprocess.run(
        command(projet, hote),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )
    assert failed.returncode != 0
    assert "La publication a échoué : l’ancien site reste en ligne, entier." in failed.stderr
    assert (served(hote), left_aside(hote)) == ("0", [])


def test_un_petit_disque_plein_laisse_l_ancien_site(projet: Path, tmp_path: Path) -> None:
    """A disk of one megabyte, where one may be mounted."""
    host = tmp_path / "disque"
    host.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(host)], capture_output=True, check=False).returncode:  # fmt: skip
        pytest.skip("ce compte ne peut pas monter de disque : l’essai précédent en tient lieu")
    try:
        assert publish(projet, host).returncode == 0
        build(projet, "1")
        (projet / "site/1/index.html").write_text("x" * 2_000_000)
        failed = publish(projet, host)
        assert failed.returncode != 0
        assert "Vérifiez la place sur le disque" in failed.stderr
        assert (served(host), left_aside(host)) == ("0", [])
    finally:
        subprocess.run(["umount", str(host)], check=True)


def test_un_site_refait_pendant_la_copie_n_est_pas_publie(projet: Path, hote: Path) -> None:
    """A build swaps its folder for the one that is being copied: half of each would be published."""
    build(projet, "1")
    real = shutil.which("cp")
    copy = projet / "bin/cp"
    copy.parent.mkdir()
    copy.write_text(f'#!/bin/sh\n{real} "$@" || exit\nmv site ancien && {real} -R ancien site\n')
    copy.chmod(0o755)
    failed = publish(projet, hote, PATH=f"{copy.parent}:{os.environ['PATH']}")
    assert failed.returncode == 1
    assert "site/ vient d’être refait." in failed.stderr
    assert (served(hote), left_aside(hote)) == ("0", [])


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """A server of ssh on this machine, for the time of a test → the command that reaches it."""
    folder.mkdir()
    for name in ("hote", "cle"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    shutil.copy(folder / "cle.pub", folder / "admises")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "sshd").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/hote\nAuthorizedKeysFile {folder}/admises\n"
        f"PidFile {folder}/pid\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nPermitRootLogin prohibit-password\n"
    )
    known = f"[127.0.0.1]:{port} " + (folder / "hote.pub").read_text()
    (folder / "connus").write_text(known)
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    run = subprocess.Popen([str(SSHD), "-D", "-E", str(folder / "journal"), "-f", str(folder / "sshd")])
    try:
        _listening(port)
        yield f"ssh -F none -p {port} -i {folder}/cle -o UserKnownHostsFile={folder}/connus -o BatchMode=yes"
    finally:
        run.kill()
        run.wait()


def _listening(port: int) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert time.monotonic() < deadline, "sshd n’a pas pu démarrer"
        else:
            return


@pytest.mark.lent
@pytest.mark.skipif(
    not (SSHD and shutil.which("rsync")),
    reason="PAS ESSAYÉ : publier sur un autre serveur demande rsync et openssh-server, que .ci/run installe",
)
def test_publier_sur_un_autre_serveur(projet: Path, tmp_path: Path) -> None:
    """By rsync over ssh, to a folder whose name has a space and a quote; the swap is made there."""
    host = tmp_path / "l'hôte de là-bas"
    with server(tmp_path / "ssh") as ssh:
        for version in ("1", "2", "3"):
            build(projet, version)
            done = publish(projet, f"127.0.0.1:{host}", "2", RSYNC_RSH=ssh)
            assert done.returncode == 0, done.stderr
            assert done.stdout.startswith(f"publié : 127.0.0.1:{host}/versions/")
            assert served(host) == version
        assert (versions(host), left_aside(host)) == (2, [])
        assert publish(projet, f"127.0.0.1:{host}", "2", RSYNC_RSH=ssh).returncode == 0
        first, second = (p for p in (host / "versions").iterdir())
        assert (first / "index.html").stat().st_ino == (second / "index.html").stat().st_ino, (
            "rien n’est rangé deux fois"
        )

        build(projet, "4")
        _killed_while_sending(projet, host, ssh)
        assert served(host) == "3"
        failed = publish(projet, f"127.0.0.1:{host}", RSYNC_RSH="ssh -F none -o BatchMode=yes -p 1")
        assert failed.returncode != 0
        assert "l’ancien site reste en ligne, entier" in failed.stderr
        assert publish(projet, f"127.0.0.1:{host}", RSYNC_RSH=ssh).returncode == 0
        assert (served(host), left_aside(host)) == ("4", [])


def _killed_while_sending(projet: Path, host: Path, ssh: str) -> None:
    """The whole of it dies once some pages are laid there."""
    run = subprocess.Popen(command(projet, f"127.0.0.1:{host}"), env={**os.environ, "RSYNC_RSH": ssh}, start_new_session=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # fmt: skip
    deadline = time.monotonic() + 60
    while not left_aside(host) and time.monotonic() < deadline:
        time.sleep(0.005)
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
