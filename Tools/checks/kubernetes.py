#!/usr/bin/env python3
"""Holds Kubernetes manifests against the schemas of several versions, and against each other: what one names another
has, and the pod has the probes and bounds that the documentation speaks of.

Usage: kubernetes.py FOLDER
"""
import pathlib
import sys

import kubernetes_validate
import yaml

# The oldest that is asked for (unhealthyPodEvictionPolicy and ReadWriteOncePod are stable from here on), and the newest.
VERSIONS = ["1.31", kubernetes_validate.latest_version()]


def main(folder):
    folder = pathlib.Path(folder)
    faults = []
    kustomization = yaml.safe_load((folder / "kustomization.yaml").read_text())
    named = list(kustomization["resources"])
    objects = {}
    for name in named:
        for thing in yaml.safe_load_all((folder / name).read_text()):
            objects[thing["kind"]] = thing
            for version in VERSIONS:
                try:
                    kubernetes_validate.validate(thing, version, strict=True)
                except kubernetes_validate.ValidationError as error:
                    place = ".".join(str(step) for step in error.path)
                    faults.append(f"{name}, Kubernetes {version}: {place}: {error.message}")
    maps = {}
    for entry in kustomization["configMapGenerator"]:
        maps[entry["name"]] = {file.split("=")[0] for file in entry["files"]}
        named += [file.split("=")[-1] for file in entry["files"]]
    lying = {path.name for path in folder.iterdir()} - {"kustomization.yaml"}
    if lying != set(named):
        faults.append(f"kustomization.yaml and the folder differ in {sorted(lying ^ set(named))}")
    faults += crossed(objects, maps, {image["name"] for image in kustomization["images"]})
    if faults:
        sys.exit("\n".join(f"{folder}: {fault}" for fault in faults))
    print(f"{len(objects)} objects fit Kubernetes {' and '.join(VERSIONS)}")


def crossed(objects, maps, images):
    """What the objects say of each other."""
    found = objects["StatefulSet"]["spec"]
    pod, labels = found["template"]["spec"], found["template"]["metadata"]["labels"]
    ports = {port["name"]: port["containerPort"] for part in pod["containers"] for port in part.get("ports", [])}
    volumes = {volume["name"]: volume for volume in pod["volumes"]}
    claims = {claim["metadata"]["name"] for claim in found["volumeClaimTemplates"]}
    service = objects["Service"]["spec"]
    yield from (f"{what} selects other pods" for what, selector in {
        "StatefulSet": found["selector"]["matchLabels"], "Service": service["selector"],
        "PodDisruptionBudget": objects["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"],
    }.items() if not selector.items() <= labels.items())
    if found["replicas"] != 1:
        yield "one process serves a data folder: there is one replica"
    if found["serviceName"] != objects["Service"]["metadata"]["name"]:
        yield "the StatefulSet names another service"
    yield from (f"no port is named {port['targetPort']}" for port in service["ports"] if port["targetPort"] not in ports)
    for volume in volumes.values():
        if "configMap" in volume and volume["configMap"]["name"] not in maps:
            yield f"volume {volume['name']} is of a ConfigMap that nobody makes"
    if "secret" not in volumes["keys"]:
        yield "the keys come from no Secret"
    for part in pod["initContainers"] + pod["containers"]:
        yield from confined(part)
        if part["image"] not in images:
            yield f"{part['name']}: kustomization.yaml names no image {part['image']}"
        yield from (f"{part['name']}: there is no volume {mount['name']}" for mount in part["volumeMounts"]
                    if mount["name"] not in volumes.keys() | claims)
    for probe in ["startupProbe", "livenessProbe", "readinessProbe"]:
        if pod["containers"][0][probe]["httpGet"]["port"] not in ports:
            yield f"the {probe} asks at no port"
    if not pod["securityContext"]["runAsNonRoot"] or pod["automountServiceAccountToken"]:
        yield "the pod may be root, or has a token of the cluster"


def confined(part):
    """Whether a container may no more than it needs."""
    security = part["securityContext"]
    if not security["readOnlyRootFilesystem"] or security["allowPrivilegeEscalation"]:
        yield f"{part['name']}: its file system can be written, or it can become more"
    if security["capabilities"].get("drop") != ["ALL"] or "add" in security["capabilities"]:
        yield f"{part['name']}: it keeps capabilities"
    if "memory" not in part["resources"]["limits"]:
        yield f"{part['name']}: its memory has no bound"


if __name__ == "__main__":
    main(*sys.argv[1:])
